import type { Backstage } from '../../protocol.ts';
import { useSlack } from '../slack.ts';
import { PlayMenu } from './play-menu.tsx';

/** What makes it a playground: plays, faults, the model, and who I am. */
export function TopBar({
  backstage,
  isBackstageOpen,
  isSidebarOpen,
  onBackstage,
  onSidebar,
}: {
  backstage: Backstage;
  isBackstageOpen: boolean;
  isSidebarOpen: boolean;
  onBackstage: () => void;
  onSidebar: () => void;
}) {
  const { screen, seat: mine, be } = useSlack();
  const seats = screen.people.filter(({ seat }) => seat !== undefined);
  const faults = backstage.faults.filter(({ isOn }) => isOn).length;
  return (
    <header class="top-bar">
      <button
        type="button"
        class="sidebar-button"
        aria-label="Channels"
        aria-expanded={isSidebarOpen}
        aria-controls="sidebar"
        onClick={onSidebar}
      >
        ☰
      </button>
      <h1>
        <img src="/icon.svg" alt="" />
        <span>Handoff playground</span>
      </h1>
      <PlayMenu backstage={backstage} />
      <button
        type="button"
        class={`bar-button ${faults > 0 || backstage.bot === 'down' ? 'is-trouble' : ''}`}
        aria-expanded={isBackstageOpen}
        onClick={onBackstage}
      >
        <span class={`light is-${backstage.bot}`} aria-hidden="true" />
        Faults{faults > 0 && ` (${faults})`}
      </button>
      <p class="model-line" title={backstage.model.words}>
        <span class="model-label">Model</span> {backstage.model.name}
      </p>
      <label class="seat">
        <span>I am</span>
        <select value={mine} onChange={({ currentTarget }) => be(currentTarget.value)}>
          {seats.map(({ id, name, seat }) => (
            <option key={id} value={id}>
              {name} – {seat}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}
