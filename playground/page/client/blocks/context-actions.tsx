import type { ContextActionsBlock, FeedbackButtons, IconButton } from '@slack/types';
import { useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { PlainTextView } from '../text/text-view.tsx';
import type { Surface } from './surface.ts';
import { useBusy } from './use-busy.ts';
import { useConfirm } from './use-confirm.tsx';

type Props = { block: ContextActionsBlock; surface: Surface };

/** Small buttons under a message: a pair for feedback, or one with an icon. */
export function ContextActions({ block, surface }: Props) {
  return (
    <div class="hb-actions">
      {block.elements.map((element, index) =>
        element.type === 'feedback_buttons' ? (
          <Feedback key={element.action_id ?? index} pair={element} surface={surface} />
        ) : (
          <IconOnly key={element.action_id ?? index} button={element} surface={surface} />
        ),
      )}
    </div>
  );
}

/** The chosen one of the pair stays marked, as in Slack. */
function Feedback({ pair, surface }: { pair: FeedbackButtons; surface: Surface }) {
  const { isBusy, run } = useBusy();
  const [chosen, setChosen] = useState<string>();
  const choose = (value: string) =>
    run(async () => {
      await surface.onChoose(pair.action_id ?? '', value);
      setChosen(value);
    });
  return (
    <>
      {[pair.positive_button, pair.negative_button].map(({ text, value, accessibility_label }) => (
        <button
          key={value}
          type="button"
          class="hb-button hb-default"
          aria-label={accessibility_label}
          aria-pressed={chosen === value}
          aria-disabled={isBusy}
          onClick={() => choose(value)}
        >
          <span>
            <PlainTextView text={text} />
          </span>
        </button>
      ))}
    </>
  );
}

function IconOnly({ button, surface }: { button: IconButton; surface: Surface }) {
  const { isBusy, run } = useBusy();
  const { isSure, dialog } = useConfirm(surface.names);
  const press = () =>
    run(async () => {
      if (await isSure(button.confirm)) await surface.onPress(button.action_id ?? '');
    });
  return (
    <>
      <button
        type="button"
        class="hb-button hb-default"
        aria-label={button.accessibility_label ?? button.text.text}
        title={button.text.text}
        aria-disabled={isBusy}
        onClick={press}
      >
        <Icon name="trash" />
      </button>
      {dialog}
    </>
  );
}
