import { absenceOf } from '../../tickets/absence-store.ts';
import { AWAY_DAY } from '../messages/action-ids.ts';
import { awayForm } from '../messages/away-block.ts';
import { AGENTS_ONLY, NO_DAY_AHEAD } from './answers.ts';
import type { BlockAction, Submission } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';

/** *Away until…* in an agent's Home tab opens the form for it. */
export async function awayButton(
  { team, user, triggerId }: BlockAction,
  responder: Responder,
  { client, database, agents, now }: ListenerDeps,
): Promise<void> {
  if (agents.isAgent(user)) {
    const absence = await absenceOf(database.queries, { team, agent: user, at: now() });
    await client.views.open({ trigger_id: triggerId, view: awayForm(absence) });
  }
  await responder.acknowledge();
}

/** The day that was chosen there, which is from tomorrow to a year from now, where the desk is. */
export async function submitAway(
  { team, user, answers }: Submission,
  responder: Responder,
  { database, tickets, agents, readDesk, now }: ListenerDeps,
): Promise<void> {
  if (!agents.isAgent(user)) {
    return responder.acknowledge({ errors: { [AWAY_DAY]: AGENTS_ONLY } });
  }
  const day = answers.get(AWAY_DAY) ?? '';
  const { workingTime } = await readDesk(database.queries);
  const until = workingTime.dayWithinYear(day, now());
  if (!until) return responder.acknowledge({ errors: { [AWAY_DAY]: NO_DAY_AHEAD } });
  await database.transaction((transaction) =>
    tickets.setAway(transaction, { team, user, day, until }),
  );
  await responder.acknowledge();
}

/** *I am back*, before that day. */
export async function backButton(
  { team, user }: BlockAction,
  responder: Responder,
  { database, tickets }: ListenerDeps,
): Promise<void> {
  await database.transaction((transaction) => tickets.comeBack(transaction, { team, user }));
  await responder.acknowledge();
}
