import type { Option, Overflow } from '@slack/types';
import { useEffect, useId, useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { safeUrl } from '../text/safe-url.ts';
import { TextView } from '../text/text-view.tsx';
import { step } from './step.ts';
import type { Surface } from './surface.ts';
import { useBusy } from './use-busy.ts';
import { useConfirm } from './use-confirm.tsx';
import { usePopup } from './use-popup.ts';

type Props = { overflow: Overflow; name: string; surface: Surface };

/** The menu behind three dots. */
export function OverflowMenu({ overflow, name, surface }: Props) {
  const id = useId();
  const { isOpen, setOpen, close, button, popup } = usePopup();
  const [at, setAt] = useState(0);
  const { isBusy, run } = useBusy();
  const { isSure, dialog } = useConfirm(surface.names);
  const { options } = overflow;

  useEffect(() => {
    if (isOpen) popup.current?.querySelectorAll('button')[at]?.focus();
  }, [isOpen, at]);

  const open = (place: number) => {
    setAt(place);
    setOpen(true);
  };
  const choose = ({ value = '', url }: Option) => {
    close();
    const href = url === undefined ? undefined : safeUrl(url);
    if (href !== undefined) window.open(href, '_blank', 'noopener,noreferrer');
    run(async () => {
      if (await isSure(overflow.confirm)) await surface.onChoose(name, value);
    });
  };
  const openByKey = (event: KeyboardEvent) => {
    if (isOpen || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    open(event.key === 'ArrowDown' ? 0 : options.length - 1);
  };
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Tab') setOpen(false);
    const next = step(event.key, { from: at, count: options.length });
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(next);
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        class="hb-button hb-dots"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-busy={isBusy}
        onClick={() => (isOpen ? close() : open(0))}
        onKeyDown={openByKey}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div
          ref={popup}
          id={id}
          popover="manual"
          role="menu"
          aria-label="More actions"
          class="hb-popup"
          onKeyDown={move}
        >
          {options.map((option, index) => (
            <button
              key={option.value}
              type="button"
              role="menuitem"
              tabIndex={index === at ? 0 : -1}
              class="hb-popup-option"
              onClick={() => choose(option)}
            >
              <OptionText option={option} surface={surface} />
            </button>
          ))}
        </div>
      )}
      {dialog}
    </>
  );
}

function OptionText({ option, surface }: { option: Option; surface: Surface }) {
  return (
    <>
      <TextView text={option.text} names={surface.names} />
      {option.description && (
        <div class="hb-description">
          <TextView text={option.description} names={surface.names} />
        </div>
      )}
    </>
  );
}
