import type { Workspace } from '../../playground/workspace/workspace.ts';
import type { BotInstance } from './bot-instance.ts';

/** Has Slack deliver to the instances that are ready in turn, as a load balancer would. */
export function balance(slack: Workspace, instances: BotInstance[]): void {
  let turn = 0;
  const next = () => {
    const ready = instances.filter(({ isReady }) => isReady());
    const chosen = ready[turn % ready.length] ?? instances[0];
    turn += 1;
    slack.deliverTo(chosen?.url);
  };
  next();
  slack.subscribe(({ type }) => {
    if (type === 'attempted') next();
  });
}
