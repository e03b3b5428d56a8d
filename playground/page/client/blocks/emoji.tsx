import { get } from 'node-emoji';

/** An emoji by Slack's name for it; the name itself where nobody knows it. */
export function Emoji({ name }: { name: string }) {
  const shown = get(others[name] ?? name.split('::', 1)[0] ?? name);
  if (shown === undefined) return <>{`:${name}:`}</>;
  return (
    <span class="hb-emoji" role="img" aria-label={`${name.replaceAll('_', ' ')} emoji`}>
      {shown}
    </span>
  );
}

/** Names that Slack has and node-emoji has not. */
const others: Record<string, string> = {
  thumbsup: '+1',
  thumbsdown: '-1',
  simple_smile: 'slightly_smiling_face',
  large_green_circle: 'green_circle',
  large_yellow_circle: 'yellow_circle',
};
