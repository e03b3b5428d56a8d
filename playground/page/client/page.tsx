import { useRef, useState } from 'preact/hooks';
import { usePageState } from './live/use-page-state.ts';
import { viewOn } from './live/view.ts';
import './styles/theme.css';
import './styles/page.css';
import { ControlPanel } from './controls/control-panel.tsx';
import { TopBar } from './controls/top-bar.tsx';
import { useDismiss } from './focus/use-dismiss.ts';
import { useKeptFocus } from './focus/use-kept-focus.ts';
import { FormOnTop } from './panes/form-on-top.tsx';
import { Main } from './panes/main-pane.tsx';
import { Sidebar } from './panes/sidebar.tsx';
import { ThreadPane } from './panes/thread-pane.tsx';
import { SlackContext, useSlackOf } from './slack.ts';
import { EmojiFont, hasEmojiFont } from './text/emoji-font.ts';
import { Toast } from './toast.tsx';
import { usePermalinks } from './use-permalinks.ts';

/** The whole page: a small Slack, and above it the controls of the playground. */
export function Page() {
  const live = usePageState();
  const { state } = live;
  const [isSidebarOpen, setSidebarOpen] = useState(false);
  const [isPanelOpen, setPanelOpen] = useState(false);
  const [hasFont] = useState(hasEmojiFont);
  const slack = useSlackOf(live);
  usePermalinks(slack);
  useKeptFocus();
  const sidebar = useRef<HTMLElement>(null);
  const sidebarButton = useRef<HTMLButtonElement>(null);
  useDismiss({
    isOpen: isSidebarOpen,
    setOpen: setSidebarOpen,
    opener: sidebarButton,
    content: sidebar,
  });
  if (!state.screen || !state.controls || !slack) return <p class="waiting">Connecting …</p>;

  const view = viewOn(state.screen, live.view);
  const go = (at: string) => {
    setSidebarOpen(false);
    live.goTo({ ...view, at, thread: undefined });
  };
  return (
    <EmojiFont.Provider value={hasFont}>
      <SlackContext.Provider value={slack}>
        <div class={`page ${view.thread ? 'has-thread' : ''} ${isPanelOpen ? 'has-controls' : ''}`}>
          <TopBar
            controls={state.controls}
            isPanelOpen={isPanelOpen}
            onPanel={() => setPanelOpen(!isPanelOpen)}
            sidebarButton={sidebarButton}
            onSidebar={() => setSidebarOpen(!isSidebarOpen)}
            isSidebarOpen={isSidebarOpen}
          />
          {!state.isConnected && (
            <p class="lost" role="alert">
              The playground does not answer. Is <code>npm run demo</code> still running? Trying
              again …
            </p>
          )}
          <Sidebar pane={sidebar} at={view.at} isOpen={isSidebarOpen} onGo={go} />
          <Main at={view.at} controls={state.controls} />
          {view.thread && view.at !== 'home' && (
            <ThreadPane key={view.thread} channel={view.at} root={view.thread} />
          )}
          {isPanelOpen && (
            <ControlPanel
              controls={state.controls}
              log={state.log}
              onClose={() => setPanelOpen(false)}
            />
          )}
          <p class="caption" role="status">
            {live.step?.caption}
          </p>
          <FormOnTop />
          <Toast text={slack.notice} onClose={slack.closeNotice} />
        </div>
      </SlackContext.Provider>
    </EmojiFont.Provider>
  );
}
