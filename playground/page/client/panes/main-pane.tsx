import { useEffect } from 'preact/hooks';
import type { Channel, Controls, Message } from '../../protocol.ts';
import { Composer } from '../composer/composer.tsx';
import { MessageList } from '../messages/message-list.tsx';
import { useSlack } from '../slack.ts';
import { ChannelIcon } from './channel-icon.tsx';
import { HomePane } from './home-pane.tsx';
import { StatusLine } from './status-line.tsx';
import { Welcome } from './welcome.tsx';

/** The pane in the middle: a channel, or the bot's Home. */
export function Main({ at, controls }: { at: string; controls: Controls }) {
  const { screen } = useSlack();
  if (at === 'home') return <HomePane />;
  const channel = screen.channels.find(({ id }) => id === at);
  if (!channel) return <main class="pane" />;
  return <ChannelPane key={`${screen.me.id} ${at}`} channel={channel} controls={controls} />;
}

function ChannelPane({ channel, controls }: { channel: Channel; controls: Controls }) {
  const { screen, act } = useSlack();
  const messages = screen.messages.filter((message) => isInChannel(message, channel));
  useEffect(() => {
    const read = () => {
      if (channel.unread > 0 && !document.hidden) void act({ type: 'read', channel: channel.id });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  });
  const name = channel.kind === 'im' ? channel.name : `#${channel.name}`;
  return (
    <main class="pane">
      <header class="pane-header">
        <h2>
          <ChannelIcon channel={channel} />
          {channel.name}
        </h2>
        <p class="topic">{channel.topic}</p>
      </header>
      <MessageList label={`Messages in ${name}`} messages={messages} hasThreads>
        <Welcome channel={channel} controls={controls} />
      </MessageList>
      <StatusLine channel={channel.id} thread={undefined} />
      {channel.isArchived ? (
        <p class="archived">This channel is archived.</p>
      ) : (
        <Composer label={`Message ${name}`} channel={channel.id} thread={undefined} />
      )}
    </main>
  );
}

function isInChannel({ channel, threadTs, isBroadcast }: Message, { id }: Channel): boolean {
  return channel === id && (threadTs === undefined || isBroadcast);
}
