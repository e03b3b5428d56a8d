import type { PlainTextElement } from '@slack/types';
import { PlainTextView, TextView } from '../text/text-view.tsx';
import type { Choice } from './choices.ts';
import type { FieldProps } from './field-props.ts';

/** What a closed menu shows: the chosen option, or what it asks for. */
export function ChosenText({
  text,
  placeholder = defaultPlaceholder,
  surface,
}: {
  text: Choice['text'] | undefined;
  placeholder: PlainTextElement | undefined;
  surface: FieldProps<unknown>['surface'];
}) {
  if (text) return <TextView text={text} names={surface.names} />;
  return (
    <span class="hb-placeholder">
      <PlainTextView text={placeholder} />
    </span>
  );
}

const defaultPlaceholder = { type: 'plain_text', text: 'Choose …' } as const;
