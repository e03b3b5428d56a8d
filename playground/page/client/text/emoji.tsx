import { get, which } from 'node-emoji';
import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { drawnEmoji } from './drawn-emoji.tsx';
import { EmojiFont } from './emoji-font.ts';

/** An emoji by Slack's name for it: drawn, or by the browser's font; otherwise its name, as in `:wave:`. */
export function Emoji({ name }: { name: string }) {
  return useSign(name) ?? <>{`:${name}:`}</>;
}

/** An emoji as a picture; `undefined` where it can be neither drawn nor shown by the browser's font. */
export function useSign(name: string): JSX.Element | undefined {
  const hasFont = useContext(EmojiFont);
  const [plain = name] = name.split('::', 1);
  const drawn = drawnEmoji.get(plain);
  const sign = others.get(plain) ?? get(plain);
  if (!drawn && (!hasFont || sign === undefined)) return undefined;
  return (
    <span class="hb-emoji" role="img" aria-label={`${plain.replaceAll('_', ' ')} emoji`}>
      {drawn ? (
        <svg viewBox="0 0 16 16" aria-hidden="true">
          {drawn()}
        </svg>
      ) : (
        sign
      )}
    </span>
  );
}

/** Text that may hold emoji as characters: where the browser has no font for them, they are drawn or named. */
export function WithEmoji({ text }: { text: string }) {
  const hasFont = useContext(EmojiFont);
  if (hasFont) return <>{text}</>;
  // `split` puts the group's matches at the odd indexes.
  return (
    <>
      {text.split(emojiCharacter).map((part, index) => {
        const name = index % 2 === 1 ? which(part) : undefined;
        return name === undefined ? part : <Emoji key={index} name={name} />;
      })}
    </>
  );
}

const emojiCharacter = /(\p{Emoji_Presentation})/u;

/** Slack's names that node-emoji lacks. A map, not an object: anybody may write `:constructor:`. */
const others = new Map([
  ['thumbsup', '👍'],
  ['thumbsdown', '👎'],
  ['simple_smile', '🙂'],
  ['large_green_circle', '🟢'],
  ['large_yellow_circle', '🟡'],
]);
