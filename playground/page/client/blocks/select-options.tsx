import { TextView } from '../text/text-view.tsx';
import type { Surface } from './surface.ts';
import type { Group } from './things-to-choose.ts';

type Props = {
  id: string;
  groups: readonly Group[];
  /** Where one looks, counted through all groups. */
  at: number;
  chosen: number;
  surface: Surface;
  onHover: (index: number) => void;
  onChoose: (index: number) => void;
};

/** The options of an open menu. The focus stays on its button. */
export function SelectOptions({ groups, ...props }: Props) {
  const starts = groups.map(
    (_, place) => groups.slice(0, place).flatMap(({ choices }) => choices).length,
  );
  return (
    <>
      {groups.map((group, place) =>
        group.label === undefined ? (
          <Options key={place} group={group} start={starts[place] ?? 0} {...props} />
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a listbox
          <div key={place} role="group" aria-label={group.label}>
            <div class="hb-popup-label" aria-hidden="true">
              {group.label}
            </div>
            <Options group={group} start={starts[place] ?? 0} {...props} />
          </div>
        ),
      )}
    </>
  );
}

type OptionsProps = Omit<Props, 'groups'> & { group: Group; start: number };

function Options({ group, start, id, at, chosen, surface, onHover, onChoose }: OptionsProps) {
  return (
    <>
      {group.choices.map(({ text, description }, offset) => {
        const index = start + offset;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the menu's button names it as active
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys go to the menu's button
          <div
            key={index}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            class={`hb-popup-option ${index === at ? 'hb-active' : ''}`}
            onPointerMove={() => onHover(index)}
            onClick={() => onChoose(index)}
          >
            <TextView text={text} names={surface.names} />
            {description && (
              <div class="hb-description">
                <TextView text={description} names={surface.names} />
              </div>
            )}
          </div>
        );
      })}
    </>
  );
}
