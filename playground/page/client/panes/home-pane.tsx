import { useEffect } from 'preact/hooks';
import { Blocks } from '../blocks/blocks.tsx';
import { useSlack } from '../slack.ts';

/** What the bot shows me as its Home. It hears when I look. */
export function HomePane() {
  const { screen, names, act } = useSlack();
  const { home, me, bot, people, channels } = screen;
  const place = { home: true } as const;
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
          <Blocks
            blocks={home}
            {...{ names, people, channels }}
            onPress={(actionId) => act({ type: 'press', place, actionId })}
            onChoose={(actionId, value) => act({ type: 'choose', place, actionId, value })}
          />
        ) : (
          <p class="empty">The bot has shown nothing here yet.</p>
        )}
      </section>
    </main>
  );
}
