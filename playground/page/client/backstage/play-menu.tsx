import { useState } from 'preact/hooks';
import type { Backstage } from '../../protocol.ts';
import { useMenu } from '../focus/use-menu.ts';
import { useSlack } from '../slack.ts';

/** The conversations that a visitor can watch. */
export function PlayMenu({ backstage: { plays, playing, bot } }: { backstage: Backstage }) {
  const { act } = useSlack();
  const [isOpen, setOpen] = useState(false);
  const { place, opener, close } = useMenu(isOpen, setOpen);
  if (playing !== undefined) {
    const title = plays.find(({ name }) => name === playing)?.title;
    return (
      <div class="play">
        <button
          type="button"
          class="bar-button is-playing"
          onClick={() => act({ type: 'stop play' })}
        >
          <span aria-hidden="true">■</span>
          <span class="play-title">
            Stop<span class="play-name">: {title}</span>
          </span>
        </button>
      </div>
    );
  }
  return (
    <div class="play" ref={place}>
      <button
        type="button"
        class="bar-button is-primary"
        ref={opener}
        aria-expanded={isOpen}
        aria-controls="plays"
        disabled={bot === 'starting'}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">▶</span> Play
      </button>
      {isOpen && (
        <ul class="plays" id="plays" aria-label="Conversations to watch">
          {plays.map(({ name, title, words }) => (
            <li key={name}>
              <button
                type="button"
                onClick={() => {
                  close();
                  void act({ type: 'play', play: name });
                }}
              >
                <strong>{title}</strong>
                <span>{words}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
