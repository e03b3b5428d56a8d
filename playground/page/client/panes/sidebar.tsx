import type { ComponentChildren, RefObject } from 'preact';
import type { Channel } from '../../protocol.ts';
import { Icon } from '../icon.tsx';
import { useSlack } from '../slack.ts';
import { ChannelIcon } from './channel-icon.tsx';

/** The channels of a person, their direct messages with the bot, and the bot's Home. */
export function Sidebar({
  pane,
  at,
  isOpen,
  onGo,
}: {
  pane: RefObject<HTMLElement | null>;
  at: string;
  isOpen: boolean;
  onGo: (at: string) => void;
}) {
  const { screen } = useSlack();
  const channels = screen.channels.filter(({ kind }) => kind !== 'im').sort(inSlacksOrder);
  const direct = screen.channels.filter(({ kind }) => kind === 'im');
  const item = (channel: Channel) => (
    <SidebarItem key={channel.id} isHere={channel.id === at} onClick={() => onGo(channel.id)}>
      <ChannelIcon channel={channel} />
      <span class={`sidebar-name ${channel.unread > 0 ? 'is-unread' : ''}`}>{channel.name}</span>
      {channel.unread > 0 && (
        <span class="unread">
          {channel.unread > 99 ? '99+' : channel.unread}
          <span class="for-readers"> unread</span>
        </span>
      )}
    </SidebarItem>
  );
  return (
    <nav ref={pane} id="sidebar" class={`sidebar ${isOpen ? 'is-open' : ''}`} aria-label="Channels">
      <p class="team">{screen.team}</p>
      <h2>Channels</h2>
      <ul>{channels.map(item)}</ul>
      <h2>Direct messages</h2>
      <ul>{direct.map(item)}</ul>
      {screen.bot.hasHome && (
        <>
          <h2>Apps</h2>
          <ul>
            <SidebarItem isHere={at === 'home'} onClick={() => onGo('home')}>
              <span class="channel-icon">
                <Icon name="home" />
              </span>
              <span class="sidebar-name">{screen.bot.name} Home</span>
            </SidebarItem>
          </ul>
        </>
      )}
    </nav>
  );
}

function SidebarItem({
  isHere,
  onClick,
  children,
}: {
  isHere: boolean;
  onClick: () => void;
  children: ComponentChildren;
}) {
  return (
    <li>
      <button type="button" aria-current={isHere ? 'page' : undefined} onClick={onClick}>
        {children}
      </button>
    </li>
  );
}

function inSlacksOrder(left: Channel, right: Channel): number {
  return left.kind === right.kind
    ? left.name.localeCompare(right.name)
    : left.kind.localeCompare(right.kind) * -1;
}
