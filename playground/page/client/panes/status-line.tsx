import { useSlack } from '../slack.ts';

/** What the bot reports that it is doing in a channel or a thread. */
export function StatusLine({ channel, thread }: { channel: string; thread: string | undefined }) {
  const { screen } = useSlack();
  const status = screen.statuses.find(
    (candidate) =>
      candidate.channel === channel && (thread === undefined || candidate.threadTs === thread),
  );
  return (
    <p class="status-line" role="status">
      {status && `${screen.bot.name} ${status.text}`}
    </p>
  );
}
