import type { RefObject } from 'preact';
import type { Controls } from '../../protocol.ts';
import { Icon } from '../icon.tsx';
import { useSlack } from '../slack.ts';
import { ClockMenu } from './clock-menu.tsx';
import { ScenarioMenu } from './scenario-menu.tsx';

/** The bar above the small Slack: scenarios, faults, the model, and the person whom the visitor is. */
export function TopBar({
  controls,
  isPanelOpen,
  isSidebarOpen,
  sidebarButton,
  onPanel,
  onSidebar,
}: {
  controls: Controls;
  isPanelOpen: boolean;
  isSidebarOpen: boolean;
  sidebarButton: RefObject<HTMLButtonElement | null>;
  onPanel: () => void;
  onSidebar: () => void;
}) {
  const { screen, selectedPerson, switchPerson } = useSlack();
  const selectable = screen.people.filter(({ role }) => role !== undefined);
  const faults = controls.faults.filter(({ isOn }) => isOn).length;
  return (
    <header class="top-bar">
      <button
        type="button"
        class="sidebar-button"
        ref={sidebarButton}
        aria-label="Channels"
        aria-expanded={isSidebarOpen}
        aria-controls="sidebar"
        onClick={onSidebar}
      >
        <Icon name="menu" />
      </button>
      <h1>
        <img src="/icon.svg" alt="" />
        <span>Handoff playground</span>
      </h1>
      <ScenarioMenu controls={controls} />
      <ClockMenu />
      <button
        type="button"
        class={`bar-button ${faults > 0 || controls.bot === 'down' ? 'is-problem' : ''}`}
        aria-expanded={isPanelOpen}
        onClick={onPanel}
      >
        <span class={`light is-${controls.bot}`} aria-hidden="true" />
        Faults{faults > 0 && ` (${faults})`}
      </button>
      <p class="model-line" title={controls.model.description}>
        <span class="model-label">Model</span> {controls.model.name}
      </p>
      <label class="person-select">
        <span>I am</span>
        <select
          value={selectedPerson}
          onChange={({ currentTarget }) => switchPerson(currentTarget.value)}
        >
          {selectable.map(({ id, name, role }) => (
            <option key={id} value={id}>
              {name} – {role}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}
