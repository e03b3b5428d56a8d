import { useState } from 'preact/hooks';
import { useWorld } from './live/use-world.ts';
import { viewOn } from './live/view.ts';
import './look/theme.css';
import './look/page.css';
import { BackstagePanel } from './backstage/backstage-panel.tsx';
import { TopBar } from './backstage/top-bar.tsx';
import { useDrawer } from './focus/use-drawer.ts';
import { useKeptFocus } from './focus/use-kept-focus.ts';
import { FormOnTop } from './panes/form-on-top.tsx';
import { Main } from './panes/main-pane.tsx';
import { Sidebar } from './panes/sidebar.tsx';
import { ThreadPane } from './panes/thread-pane.tsx';
import { SlackContext, useSlackOf } from './slack.ts';
import { Toast } from './toast.tsx';
import { usePermalinks } from './use-permalinks.ts';

/** The whole page: a small Slack, and above it what makes it a playground. */
export function Page() {
  const live = useWorld();
  const { world } = live;
  const [isSidebarOpen, setSidebarOpen] = useState(false);
  const [isBackstageOpen, setBackstageOpen] = useState(false);
  const slack = useSlackOf(live);
  usePermalinks(slack);
  useKeptFocus();
  useDrawer(isSidebarOpen, () => setSidebarOpen(false), '#sidebar, .sidebar-button');
  if (!world.screen || !world.backstage || !slack) return <p class="waiting">Connecting …</p>;

  const view = viewOn(world.screen, live.view);
  const go = (at: string) => {
    setSidebarOpen(false);
    live.look({ ...view, at, thread: undefined });
  };
  return (
    <SlackContext.Provider value={slack}>
      <div
        class={`page ${view.thread ? 'has-thread' : ''} ${isBackstageOpen ? 'has-backstage' : ''}`}
      >
        <TopBar
          backstage={world.backstage}
          isBackstageOpen={isBackstageOpen}
          onBackstage={() => setBackstageOpen(!isBackstageOpen)}
          onSidebar={() => setSidebarOpen(!isSidebarOpen)}
          isSidebarOpen={isSidebarOpen}
        />
        {!world.isConnected && (
          <p class="lost" role="alert">
            The playground does not answer. Is <code>npm run demo</code> still running? Trying again
            …
          </p>
        )}
        <Sidebar at={view.at} isOpen={isSidebarOpen} onGo={go} />
        <Main at={view.at} backstage={world.backstage} />
        {view.thread && view.at !== 'home' && (
          <ThreadPane key={view.thread} channel={view.at} root={view.thread} />
        )}
        {isBackstageOpen && (
          <BackstagePanel
            backstage={world.backstage}
            lines={world.lines}
            onClose={() => setBackstageOpen(false)}
          />
        )}
        <p class="caption" role="status">
          {live.shown?.caption}
        </p>
        <FormOnTop />
        <Toast words={slack.notice} onClose={slack.closeNotice} />
      </div>
    </SlackContext.Provider>
  );
}
