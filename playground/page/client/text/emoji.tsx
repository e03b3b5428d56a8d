import { get } from 'node-emoji';

/** An emoji by Slack's name for it; the name itself where nobody knows it. */
export function Emoji({ name }: { name: string }) {
  const shown = others.get(name) ?? get(name.split('::', 1)[0] ?? name);
  if (shown === undefined) return <>{`:${name}:`}</>;
  return (
    <span class="hb-emoji" role="img" aria-label={`${name.replaceAll('_', ' ')} emoji`}>
      {shown}
    </span>
  );
}

/** Names that Slack has and node-emoji has not; a map, as anybody may write `:constructor:`. */
const others = new Map([
  ['thumbsup', '👍'],
  ['thumbsdown', '👎'],
  ['simple_smile', '🙂'],
  ['large_green_circle', '🟢'],
  ['large_yellow_circle', '🟡'],
]);
