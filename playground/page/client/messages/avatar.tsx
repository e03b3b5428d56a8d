import type { Message, Person } from '../../protocol.ts';
import { Emoji } from '../text/emoji.tsx';

type Props = { person: Person; author?: Message['author'] };

/** The bot's icon, or initials on their colour; the emoji that the bot chose for a message. */
export function Avatar({ person, author }: Props) {
  if (author) return <ChosenAvatar {...author} />;
  if (person.isBot && person.id !== 'USLACKBOT') {
    return <img class="avatar" src="/icon.svg" alt="" />;
  }
  return <Initials name={person.name} colourBy={person.id} />;
}

/** A chosen picture is not fetched: its initials are shown. */
function ChosenAvatar({ name, emoji }: NonNullable<Message['author']>) {
  if (emoji === undefined) return <Initials name={name} colourBy={name} />;
  return (
    <span class="avatar is-emoji" aria-hidden="true">
      <Emoji name={emoji} />
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
