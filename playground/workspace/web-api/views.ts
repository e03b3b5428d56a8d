import { z } from 'zod';
import { checkHome, checkModal } from '../blocks/check.ts';
import { SlackError } from '../slack-error.ts';
import type { Modal } from '../team/modal.ts';
import type { Team } from '../team/team.ts';
import { slackHome, slackView } from '../wire/view.ts';
import { knownPerson } from './access.ts';
import { Structure } from './arguments.ts';
import { type Methods, method } from './method.ts';

const opening = { trigger_id: z.string(), view: Structure };

/** Forms and the App Home. @see https://docs.slack.dev/surfaces/modals */
export const viewMethods: Methods = {
  'views.open': method({
    takes: z.object(opening),
    run({ trigger_id, view }, team) {
      const checked = checkModal(view);
      const modal = team.modals.open(team.triggers.redeem(trigger_id), checked);
      return { view: slackView(modal, team) };
    },
  }),

  'views.push': method({
    takes: z.object(opening),
    run({ trigger_id, view }, team) {
      const checked = checkModal(view);
      const modal = team.modals.push(team.triggers.redeem(trigger_id), checked);
      return { view: slackView(modal, team) };
    },
  }),

  'views.update': method({
    takes: z.object({
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
      view: Structure,
    }),
    run({ view_id, external_id, hash, view }, team) {
      const modal = openModal(team, view_id ?? external_id ?? '');
      if (hash && hash !== modal.hash) throw new SlackError('hash_conflict');
      return { view: slackView(team.modals.update(modal, checkModal(view)), team) };
    },
  }),

  'views.publish': method({
    takes: z.object({ user_id: z.string(), view: Structure }),
    run({ user_id, view }, team) {
      const home = checkHome(view);
      const person = knownPerson(team, user_id);
      if (!team.app.manifest.features.app_home.home_tab_enabled)
        throw new SlackError('not_enabled');
      return { view: slackHome(team.homes.publish(person.id, home), team) };
    },
  }),
};

function openModal(team: Team, id: string): Modal {
  const modal = team.modals.find(id);
  if (!modal) throw new SlackError('not_found');
  return modal;
}
