import { homeOpenedDeliveries } from '../deliveries/events.ts';
import type { Actor } from './actor.ts';
import type { Client } from './client.ts';

/** The app's Home tab. @see https://docs.slack.dev/surfaces/app-home */
export function createHomeTab({ team, person, deliveries }: Client): Pick<Actor, 'openHome'> {
  return {
    async openHome() {
      const { name, deactivated } = person();
      if (deactivated) throw new Error(`${name} is deactivated and cannot use Slack`);
      if (!team.app.manifest.features.app_home.home_tab_enabled) {
        throw new Error(`${team.app.name} has no Home tab: its manifest does not turn it on`);
      }
      for (const delivery of homeOpenedDeliveries(person(), team)) deliveries.send(delivery);
    },
  };
}
