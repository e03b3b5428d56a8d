import type { ExternalSelect } from '@slack/types';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Choice, type Group, groupsUnder } from './choices.ts';
import { ChosenText } from './chosen-text.tsx';
import type { FieldProps } from './field-props.ts';
import { SelectOptions } from './select-options.tsx';
import { step } from './step.ts';
import { usePopup } from './use-popup.ts';

/** A menu whose options come from the bot, for what is typed into its search field. */
export function SearchMenu(props: FieldProps<ExternalSelect>) {
  const { element, surface, id, value, label, describedBy, isInvalid, isRequired } = props;
  const { isOpen, setOpen, close, button, popup } = usePopup();
  const field = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState(0);
  const [picked, setPicked] = useState<Choice>();
  const { query, search, groups, notice } = useSearch(element, surface);
  const options = groups.flatMap((group) => group.choices);

  // At once, so that no key goes to the button that was pressed.
  useLayoutEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);

  const open = () => {
    setOpen(true);
    setAt(0);
    search('');
  };
  const choose = (index: number) => {
    const option = options[index];
    if (!option) return;
    setPicked(option);
    close();
    props.onEnter(option.value);
    props.onDone?.(option.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = step(event.key, { from: at, count: Math.max(1, options.length) });
    if (next === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    if (next === undefined) choose(at);
    else setAt(next);
  };

  const shown = shownOption(value, [picked, element.initial_option]);
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
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        aria-required={isRequired}
        onClick={() => (isOpen ? close() : open())}
      >
        <ChosenText text={shown} placeholder={element.placeholder} surface={surface} />
      </button>
      <div ref={popup} popover="manual" class="hb-popup">
        {isOpen && (
          <>
            <input
              ref={field}
              class="hb-input hb-search"
              role="combobox"
              aria-label="Search"
              aria-expanded={options.length > 0}
              aria-controls={`${id}-list`}
              aria-activedescendant={options.length > 0 ? `${id}-${at}` : undefined}
              value={query}
              onInput={({ currentTarget }) => {
                setAt(0);
                search(currentTarget.value);
              }}
              onKeyDown={onKeyDown}
            />
            <div
              id={`${id}-list`}
              role="listbox"
              aria-label="Options"
              // The focus stays in the search field when an option is clicked.
              onMouseDown={(event) => event.preventDefault()}
            >
              <SelectOptions
                id={id}
                groups={groups}
                at={at}
                chosen={options.findIndex((option) => option.value === value)}
                surface={surface}
                onHover={setAt}
                onChoose={choose}
              />
            </div>
            {notice && (
              <p class="hb-popup-label" role="status">
                {notice}
              </p>
            )}
          </>
        )}
      </div>
    </>
  );
}

const defaultMinQueryLength = 3;

/** Asks the bot at each typed character; of several answers the last question's counts. */
function useSearch(element: ExternalSelect, { onSearch }: FieldProps<ExternalSelect>['surface']) {
  const [query, setQuery] = useState('');
  const [groups, setGroups] = useState<readonly Group[]>([]);
  const [notice, setNotice] = useState<string>();
  const asked = useRef(0);
  const least = element.min_query_length ?? defaultMinQueryLength;

  const search = (text: string) => {
    asked.current += 1;
    const number = asked.current;
    setQuery(text);
    const isShort = text.length < least;
    if (isShort) setGroups([]);
    setNotice(isShort ? `Type at least ${least} characters` : 'Loading …');
    if (isShort) return;
    void onSearch(element.action_id ?? '', text).then(({ options, shown }) => {
      if (number !== asked.current) return;
      const found = groupsUnder(options ?? []);
      setGroups(found);
      setNotice(
        shown ?? (found.some(({ choices }) => choices.length > 0) ? undefined : 'No results'),
      );
    });
  };

  return { query, search, groups, notice };
}

type Shown = Pick<Choice, 'text'> & { value?: string };

/** The text of the chosen option: the bot does not offer all of them at all times. */
function shownOption(value: string, known: readonly (Shown | undefined)[]) {
  if (value === '') return undefined;
  const option = known.find((each) => each?.value === value);
  return option?.text ?? ({ type: 'plain_text', text: value, emoji: false } as const);
}
