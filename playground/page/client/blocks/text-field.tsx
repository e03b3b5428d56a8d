import { useEffect, useRef } from 'preact/hooks';
import type { TextInput } from '../../block-kit.ts';
import type { FieldProps } from './field-props.ts';

/** A text field. Slack validates it, never the browser. */
export function TextField(props: FieldProps<TextInput>) {
  const { element, id, value, label, describedBy, isInvalid, isRequired, onEnter, onDone } = props;
  const waits = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const enter = (text: string) => {
    onEnter(text);
    if (waits.includes('on_character_entered')) onDone?.(text);
  };
  const common = {
    id,
    ...label,
    class: 'hb-input',
    value,
    placeholder: element.placeholder?.text,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid,
    'aria-required': isRequired,
  };
  const isLong = element.type === 'plain_text_input' && element.multiline;
  if (element.type === 'rich_text_input' || isLong) {
    return <TextArea common={common} onInput={enter} />;
  }
  return (
    <input
      {...common}
      {...kinds[element.type]}
      onInput={({ currentTarget }) => enter(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !onDone || !waits.includes('on_enter_pressed')) return;
        event.preventDefault();
        onDone(value);
      }}
    />
  );
}

/** A number's input is a text input, so that an invalid number reaches Slack and gets its error message. */
const kinds = {
  plain_text_input: { type: 'text' },
  email_text_input: { type: 'email', autoComplete: 'email' },
  url_text_input: { type: 'url' },
  number_input: { type: 'text', inputMode: 'decimal' },
} as const;

type Common = { id: string; class: string; value: string };

function TextArea({ common, onInput }: { common: Common; onInput: (text: string) => void }) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const most = 320;

  // It grows with its text up to a height, and then scrolls.
  useEffect(() => {
    const area = ref.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight + 2, most)}px`;
  }, [common.value]);

  return (
    <textarea
      {...common}
      ref={ref}
      rows={4}
      onInput={({ currentTarget }) => onInput(currentTarget.value)}
    />
  );
}
