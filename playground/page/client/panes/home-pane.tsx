import { useEffect } from 'preact/hooks';
import { Blocks } from '../blocks/blocks.tsx';
import { useSlack } from '../slack.ts';

/** The bot's Home tab; opening it sends the bot an event. */
export function HomePane() {
  const { screen, surface, act } = useSlack();
  const { home, me, bot } = screen;
  useEffect(() => {
    void act({ type: 'open home' });
  }, [me.id]);
  return (
    <main class="pane">
      <header class="pane-header">
        <h2>
          <img class="channel-icon" src="/icon.svg" alt="" />
          {bot.name} Home
        </h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section class="home" aria-label={`${bot.name} Home`} tabIndex={0}>
        {home ? (
          <Blocks blocks={home} {...surface({ home: true })} />
        ) : (
          <p class="empty">The bot has published nothing here yet.</p>
        )}
      </section>
    </main>
  );
}
