import type { ActionElement } from '../../block-kit.ts';
import { ActionField } from './action-field.tsx';
import { initialValue } from './initial-value.ts';
import { OverflowMenu } from './overflow-menu.tsx';
import { PressButton } from './press-button.tsx';
import type { Surface } from './surface.ts';

type Props = { element: ActionElement; blockId: string | undefined; surface: Surface };

/** Any element that can be pressed or chosen outside a form. */
export function Action({ element, blockId = '', surface }: Props) {
  const name = element.action_id ?? blockId;
  if (element.type === 'button')
    return <PressButton button={element} name={name} surface={surface} />;
  if (element.type === 'overflow')
    return <OverflowMenu overflow={element} name={name} surface={surface} />;
  // A new initial value of the bot replaces what was chosen here before.
  const key = JSON.stringify(initialValue(element, surface.names));
  return <ActionField key={key} element={element} name={name} surface={surface} />;
}
