import type { Person } from '../../protocol.ts';

/** The bot's icon, or a person's initials on their colour. */
export function Avatar({ person }: { person: Person }) {
  if (person.isBot && person.id !== 'USLACKBOT') {
    return <img class="avatar" src="/icon.svg" alt="" />;
  }
  const initials = person.name
    .split(' ')
    .map(([letter]) => letter)
    .slice(0, 2)
    .join('');
  return (
    <span class={`avatar is-colour-${colourOf(person.id)}`} aria-hidden="true">
      {initials}
    </span>
  );
}

function colourOf(id: string): number {
  return [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6;
}
