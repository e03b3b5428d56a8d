import { TextView } from '../text/text-view.tsx';
import type { Group } from './choices.ts';
import type { Surface } from './surface.ts';

type Props = {
  id: string;
  groups: readonly Group[];
  /** The index of the active option, counted through all groups. */
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
          // biome-ignore lint/a11y/useSemanticElements: a listbox cannot contain a fieldset
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
          // biome-ignore lint/a11y/useFocusableInteractive: the menu's button has it as its active descendant
          // biome-ignore lint/a11y/useKeyWithClickEvents: the menu's button handles the keys
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
