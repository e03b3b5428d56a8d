import { get } from 'node-emoji';

/** An emoji by Slack's name for it; an unknown name shows as text. */
export function Emoji({ name }: { name: string }) {
  const shown = others.get(name) ?? get(name.split('::', 1)[0] ?? name);
  if (shown === undefined) return <>{`:${name}:`}</>;
  return (
    <span class="hb-emoji" role="img" aria-label={`${name.replaceAll('_', ' ')} emoji`}>
      {shown}
    </span>
  );
}

/** Slack's names that node-emoji lacks. A map, not an object: anybody may write `:constructor:`. */
const others = new Map([
  ['thumbsup', '👍'],
  ['thumbsdown', '👎'],
  ['simple_smile', '🙂'],
  ['large_green_circle', '🟢'],
  ['large_yellow_circle', '🟡'],
]);
