import type { Message, Person } from '../../protocol.ts';
import { useSign } from '../text/emoji.tsx';

type Props = { person: Person; author?: Message['author'] };

/** The bot's icon, or initials on their colour; the emoji that the bot chose for a message. */
export function Avatar({ person, author }: Props) {
  if (author) return <ChosenAvatar {...author} />;
  if (person.isBot && person.id !== 'USLACKBOT') {
    return <img class="avatar" src="/icon.svg" alt="" />;
  }
  return <Initials name={person.name} colourBy={person.id} />;
}

/** A chosen picture is not fetched: initials are shown instead of it. */
function ChosenAvatar({ name, emoji = '' }: NonNullable<Message['author']>) {
  const sign = useSign(emoji);
  if (!sign) return <Initials name={name} colourBy={name} />;
  return (
    <span class="avatar is-emoji" aria-hidden="true">
      {sign}
    </span>
  );
}

function Initials({ name, colourBy }: { name: string; colourBy: string }) {
  const initials = name
    .split(' ')
    .map(([letter]) => letter)
    .slice(0, 2)
    .join('');
  return (
    <span class={`avatar is-colour-${colourOf(colourBy)}`} aria-hidden="true">
      {initials}
    </span>
  );
}

function colourOf(id: string): number {
  return [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6;
}
