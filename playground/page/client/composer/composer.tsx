import { useRef, useState } from 'preact/hooks';
import { useSlack } from '../slack.ts';
import { CommandList } from './command-list.tsx';
import { useCommands } from './use-commands.ts';
import { useTyped } from './use-typed.ts';

/** The text box: Enter sends, Shift and Enter start a line, `/` offers the bot's commands. */
export function Composer({
  label,
  channel,
  thread,
}: {
  label: string;
  channel: string;
  thread: string | undefined;
}) {
  const { act, typingIn } = useSlack();
  const typed = useTyped(typingIn(channel, thread));
  const [text, setText] = useState('');
  const [isBroadcast, setBroadcast] = useState(false);
  const [files, setFiles] = useState<{ name: string; size: number }[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const commands = useCommands(text, (name) => setText(`${name} `));
  const place = thread === undefined ? { channel } : { channel, thread };

  const send = async () => {
    const trimmed = text.trim();
    if (trimmed === '' && files.length === 0) return;
    setText('');
    setFiles([]);
    setBroadcast(false);
    box.current?.focus();
    const [name = '', ...rest] = trimmed.split(' ');
    const outcome = await act(
      /^\/\S/.test(trimmed)
        ? { type: 'command', ...place, name, text: rest.join(' ').trim() }
        : { type: 'post', ...place, text: trimmed, isBroadcast, files },
    );
    if (outcome.status === 'refused' && !trimmed.startsWith('/')) setText(trimmed);
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <CommandList commands={commands} />
      <textarea
        ref={box}
        rows={Math.min(text.split('\n').length, 8)}
        aria-label={label}
        placeholder={label}
        aria-autocomplete="list"
        aria-controls={commands.isOpen ? commands.id : undefined}
        aria-activedescendant={commands.active?.id}
        value={typed ?? text}
        readOnly={typed !== undefined}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (commands.press(event.key)) {
            event.preventDefault();
            return;
          }
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <div class="composer-foot">
        <button
          type="button"
          class="icon-button"
          aria-label="Attach a file"
          onClick={() => picker.current?.click()}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M8 2.5v11M2.5 8h11" stroke="currentColor" stroke-width="1.8" />
          </svg>
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          onChange={({ currentTarget }) =>
            setFiles([...(currentTarget.files ?? [])].map(({ name, size }) => ({ name, size })))
          }
        />
        <span class="attached">{files.map(({ name }) => name).join(', ')}</span>
        {thread !== undefined && (
          <label class="broadcast">
            <input
              type="checkbox"
              checked={isBroadcast}
              onChange={({ currentTarget }) => setBroadcast(currentTarget.checked)}
            />{' '}
            Also send to the channel
          </label>
        )}
        <button
          type="submit"
          class="send"
          aria-label="Send"
          disabled={text.trim() === '' && files.length === 0}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="m2 2 12.5 6L2 14l1.6-5.2L9 8 3.6 7.2z" fill="currentColor" />
          </svg>
        </button>
      </div>
    </form>
  );
}
