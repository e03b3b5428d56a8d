import type { Commands } from './use-commands.ts';

/** The commands to choose from, above the composer. */
export function CommandList({
  commands: { id, isOpen, all, active, choose },
}: {
  commands: Commands;
}) {
  if (!isOpen) return null;
  return (
    <div class="commands" id={id} role="listbox" aria-label="Commands">
      {all.map((command) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the composer has the focus, and its keys choose.
        <div
          key={command.id}
          id={command.id}
          role="option"
          tabIndex={-1}
          aria-selected={command === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(command.name)}
        >
          <strong>{command.name}</strong> <span class="hint">{command.hint}</span>
          <span class="command-description">{command.description}</span>
        </div>
      ))}
    </div>
  );
}
