import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../protocol.ts';
import { useSlack } from '../slack.ts';
import { plainText } from './plain-text.ts';

/** Edits my own message: Enter saves, Escape cancels. */
export function EditForm({ message, onDone }: { message: Message; onDone: () => void }) {
  const { act, names } = useSlack();
  const [before] = useState(() => plainText(message.text, names));
  const [text, setText] = useState(before);
  const box = useRef<HTMLTextAreaElement>(null);
  const { channel, ts } = message;
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(text.length, text.length);
  }, []);
  const save = () => {
    if (text.trim() !== '' && text !== before) void act({ type: 'edit', channel, ts, text });
    onDone();
  };
  return (
    <form
      class="edit-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={box}
        aria-label="Edit the message"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey)) return;
          if (event.isComposing) return;
          event.preventDefault();
          if (event.key === 'Escape') onDone();
          else save();
        }}
      />
      <button type="button" class="small-button" onClick={onDone}>
        Cancel
      </button>
      <button type="submit" class="small-button is-primary">
        Save
      </button>
    </form>
  );
}
