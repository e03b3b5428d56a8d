import { useEffect, useRef, useState } from 'preact/hooks';
import type { SelectElement } from '../../block-kit.ts';
import { choicesOf } from './choices.ts';
import { ChosenText } from './chosen-text.tsx';
import type { FieldProps } from './field-props.ts';
import { SelectOptions } from './select-options.tsx';
import { step } from './step.ts';
import { usePopup } from './use-popup.ts';

/**
 * A menu to choose one option from. Unlike the browser's own it chooses nothing while somebody only
 * moves through it by keyboard: in a message the bot receives each choice at once.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/examples/combobox-select-only/
 */
export function SelectMenu(props: FieldProps<SelectElement>) {
  const { element, surface, id, value, label, describedBy, isInvalid, isRequired } = props;
  const { isOpen, setOpen, button, popup } = usePopup();
  const [at, setAt] = useState(0);
  const typed = useRef({ text: '', at: 0 });
  const groups = choicesOf(element, surface);
  const options = groups.flatMap((group) => group.choices);
  const chosen = options.findIndex((option) => option.value === value);

  useEffect(() => {
    if (isOpen)
      popup.current?.querySelectorAll('[role=option]')[at]?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, at]);

  const open = () => {
    setAt(Math.max(0, chosen));
    setOpen(true);
  };
  const choose = (index: number) => {
    setOpen(false);
    const option = options[index];
    if (!option) return;
    props.onEnter(option.value);
    props.onDone?.(option.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'Tab') setOpen(false);
    const isLetter = key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey;
    const next = isLetter
      ? search(
          key,
          options.map(({ text }) => text.text),
          typed.current,
        )
      : step(key, { from: at, count: options.length });
    const isPick = key === 'Enter' || key === ' ';
    if (next === undefined && !isPick) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isOpen) open();
    else if (isPick) choose(at);
    if (next !== undefined && (isOpen || isLetter)) setAt(next);
  };

  const shown = options[chosen]?.text;
  return (
    <>
      <button
        ref={button}
        id={id}
        type="button"
        role="combobox"
        class="hb-select"
        {...label}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen ? `${id}-${at}` : undefined}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        aria-required={isRequired}
        onClick={() => (isOpen ? setOpen(false) : open())}
        onKeyDown={onKeyDown}
      >
        <ChosenText text={shown} placeholder={element.placeholder} surface={surface} />
      </button>
      <div
        ref={popup}
        id={`${id}-list`}
        popover="manual"
        role="listbox"
        {...label}
        class="hb-popup"
        // The focus stays on the button when an option is clicked.
        onMouseDown={(event) => event.preventDefault()}
      >
        {isOpen && (
          <SelectOptions
            id={id}
            groups={groups}
            at={at}
            chosen={chosen}
            surface={surface}
            onHover={setAt}
            onChoose={choose}
          />
        )}
      </div>
    </>
  );
}

const searchResetMs = 700;

/** Finds the option that starts with the letters typed so far. */
function search(
  key: string,
  texts: readonly string[],
  typed: { text: string; at: number },
): number | undefined {
  const now = Date.now();
  typed.text = now - typed.at > searchResetMs ? key : typed.text + key;
  typed.at = now;
  const found = texts.findIndex((text) => text.toLowerCase().startsWith(typed.text.toLowerCase()));
  return found < 0 ? undefined : found;
}
