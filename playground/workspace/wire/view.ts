import { initialState } from '../blocks/state.ts';
import type { Home } from '../team/home.ts';
import type { Modal } from '../team/modal.ts';
import type { Team } from '../team/team.ts';

/** A form as Slack shows it to the bot. @see https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function slackView(modal: Modal, team: Team) {
  return {
    id: modal.id,
    team_id: team.id,
    type: 'modal',
    title: text(modal.title),
    submit: text(modal.submitText),
    close: text(modal.closeText),
    blocks: modal.blocks,
    private_metadata: modal.privateMetadata,
    callback_id: modal.callbackId,
    external_id: modal.externalId,
    state: { values: modal.state },
    hash: modal.hash,
    clear_on_close: modal.clearOnClose,
    notify_on_close: modal.notifyOnClose,
    root_view_id: modal.rootId,
    previous_view_id: modal.previousId ?? null,
    app_id: team.app.id,
    app_installed_team_id: team.id,
    bot_id: team.app.botId,
  };
}

/** An App Home as Slack shows it to the bot. */
export function slackHome({ person: _, shown: __, ...view }: Home, team: Team) {
  return {
    ...view,
    team_id: team.id,
    state: { values: initialState(view.blocks) },
    clear_on_close: false,
    notify_on_close: false,
    root_view_id: view.id,
    previous_view_id: null,
    app_id: team.app.id,
    app_installed_team_id: team.id,
    bot_id: team.app.botId,
  };
}

function text(words: string | undefined) {
  return words === undefined ? null : { type: 'plain_text', text: words, emoji: true };
}
