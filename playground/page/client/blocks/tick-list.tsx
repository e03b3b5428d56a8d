import type { PlainTextElement } from '@slack/types';
import type { Radio, TickElement } from '../../block-kit.ts';
import { TextView } from '../text/text-view.tsx';
import { type Choice, type Group, groups } from './choices.ts';
import type { FieldProps } from './field-props.ts';
import type { Surface } from './surface.ts';

/** Options of which any number may be ticked. */
export function TickList(props: FieldProps<TickElement, readonly string[]>) {
  const { element, value, onEnter, onDone } = props;
  const most = element.type === 'multi_static_select' ? element.max_selected_items : undefined;
  const isFull = value.length >= (most ?? Number.POSITIVE_INFINITY);
  const tick = (option: Choice) => {
    const others = value.filter((each) => each !== option.value);
    const ticked = others.length < value.length ? others : [...value, option.value];
    onEnter(ticked);
    onDone?.(ticked);
  };
  return (
    <Ticks
      {...props}
      type="checkbox"
      isTicked={(option) => value.includes(option.value)}
      isOff={(option) => isFull && !value.includes(option.value)}
      onTick={tick}
    />
  );
}

/** Options of which one may be chosen. */
export function RadioList(props: FieldProps<Radio>) {
  const { value, onEnter, onDone } = props;
  const choose = (option: Choice) => {
    onEnter(option.value);
    onDone?.(option.value);
  };
  return (
    <Ticks
      {...props}
      type="radio"
      isTicked={(option) => value === option.value}
      isOff={() => false}
      onTick={choose}
    />
  );
}

type TicksProps = Omit<FieldProps<TickElement | Radio>, 'value' | 'onEnter' | 'onDone'> & {
  type: 'checkbox' | 'radio';
  isTicked: (option: Choice) => boolean;
  isOff: (option: Choice) => boolean;
  onTick: (option: Choice) => void;
};

function Ticks(props: TicksProps) {
  const { element, type, id, label, describedBy, isInvalid, isRequired } = props;
  const isRadio = type === 'radio';
  return (
    <div
      id={id}
      class={`hb-ticks ${element.type === 'multi_static_select' ? 'hb-ticks-many' : ''}`}
      role={isRadio ? 'radiogroup' : 'group'}
      {...label}
      aria-describedby={describedBy}
      {...(isRadio ? { 'aria-invalid': isInvalid, 'aria-required': isRequired } : {})}
    >
      {groups(element).map((group, place) => (
        <TickGroup key={place} group={group} place={place} {...props} />
      ))}
    </div>
  );
}

function TickGroup({ group, place, ...props }: TicksProps & { group: Group; place: number }) {
  const ticks = group.choices.map((option, index) => (
    <Tick key={option.value} option={option} tickId={`${props.id}-${place}-${index}`} {...props} />
  ));
  if (group.label === undefined) return <>{ticks}</>;
  return (
    <fieldset class="hb-tick-group">
      <legend class="hb-popup-label">{group.label}</legend>
      {ticks}
    </fieldset>
  );
}

function Tick({ option, tickId, ...props }: TicksProps & { option: Choice; tickId: string }) {
  const { type, id, surface, isTicked, isOff, onTick } = props;
  const { description } = option;
  return (
    <div class="hb-tick">
      <input
        id={tickId}
        type={type}
        name={id}
        checked={isTicked(option)}
        disabled={isOff(option)}
        aria-describedby={description && `${tickId}-more`}
        onChange={() => onTick(option)}
      />
      <div>
        <label htmlFor={tickId}>
          <TextView text={option.text} names={surface.names} />
        </label>
        {description && <Description id={`${tickId}-more`} text={description} surface={surface} />}
      </div>
    </div>
  );
}

function Description({
  id,
  text,
  surface,
}: {
  id: string;
  text: PlainTextElement;
  surface: Surface;
}) {
  return (
    <div id={id} class="hb-description">
      <TextView text={text} names={surface.names} />
    </div>
  );
}
