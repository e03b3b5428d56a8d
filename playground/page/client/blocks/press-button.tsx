import type { Button } from '@slack/types';
import { safeUrl } from '../text/safe-url.ts';
import { PlainTextView } from '../text/text-view.tsx';
import type { Surface } from './surface.ts';
import { useBusy } from './use-busy.ts';
import { useConfirm } from './use-confirm.tsx';

/** A button; with an address it is a link, and following it is a press too. */
export function PressButton({
  button,
  name,
  surface,
}: {
  button: Button;
  name: string;
  surface: Surface;
}) {
  const { isBusy, run } = useBusy();
  const { isSure, dialog } = useConfirm(surface.names);
  const href = button.url === undefined ? undefined : safeUrl(button.url);
  const press = () =>
    run(async () => {
      if (await isSure(button.confirm)) await surface.onPress(name);
    });
  const classes = `hb-button hb-${button.style ?? 'default'}`;
  const text = (
    <span>
      <PlainTextView text={button.text} />
    </span>
  );
  const label = button.accessibility_label;

  if (href !== undefined) {
    return (
      <a
        class={classes}
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={label}
        onClick={press}
      >
        {text}
      </a>
    );
  }
  return (
    <>
      <button
        type="button"
        class={classes}
        aria-label={label}
        aria-busy={isBusy}
        aria-disabled={isBusy}
        onClick={press}
      >
        {text}
      </button>
      {dialog}
    </>
  );
}
