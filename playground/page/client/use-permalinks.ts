import { useEffect } from 'preact/hooks';
import type { Slack } from './slack.ts';

/**
 * Follows links to messages of this Slack inside the page, as Slack's own client does.
 *
 * @see https://docs.slack.dev/reference/methods/chat.getPermalink
 */
export function usePermalinks(slack: Slack | undefined): void {
  useEffect(() => {
    if (!slack) return;
    const { screen, openThread } = slack;
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const place = link && placeOf(link.href);
      if (!place) return;
      event.preventDefault();
      if (screen.channels.some(({ id }) => id === place.channel)) {
        openThread(place.channel, place.ts);
      }
    };
    addEventListener('click', follow, { capture: true });
    return () => removeEventListener('click', follow, { capture: true });
  });
}

function placeOf(href: string): { channel: string; ts: string } | undefined {
  const { hostname, pathname, searchParams } = new URL(href);
  const [, channel, digits] = /^\/archives\/(\w+)\/p(\d+)$/.exec(pathname) ?? [];
  if (!hostname.endsWith('.slack.com') || channel === undefined || digits === undefined) return;
  const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  return { channel, ts: searchParams.get('thread_ts') ?? ts };
}
