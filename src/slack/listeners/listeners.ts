import type { PlainTextOption } from '@slack/web-api';
import {
  ASSIGNEE,
  AWAY_FORM,
  BACK_AGAIN,
  CLAIM_TICKET,
  DESTINATION,
  DROP_TYPED_REPLY,
  EDIT_REPLY,
  EMAIL_FORM,
  ENTER_EMAIL,
  ESCALATE,
  ESCALATE_FORM,
  ESCALATE_HOME,
  ESCALATE_MESSAGE,
  FEEDBACK,
  FEEDBACK_FORM,
  HOME_CHANNEL,
  HOME_FILTER,
  HOME_PAGE,
  LEADS_FORM,
  LEADS_HOME,
  LEADS_LIST,
  MAKE_TICKET,
  MERGE_TARGET,
  MORE_ACTIONS,
  MOVE_TICKET,
  NEW_REQUEST,
  NOT_SOLVED,
  NOTHING_TO_DO,
  PICK_FORM,
  PROBLEM_TARGET,
  REOPEN_TICKET,
  REPLY,
  REPLY_FORM,
  RERUN_JOBS,
  RESOLVE_TICKET,
  SAVED_REPLY,
  SEND_TO_CUSTOMER,
  SEND_TYPED_ANYWAY,
  SET_AWAY,
  TAKE_BACK_REPLY,
  TICKET_ACT,
  TRY_AS_CUSTOMER,
  TRY_REPLY_AGAIN,
  UNDO_MERGE,
  UPDATE_ALL,
} from '../messages/action-ids.ts';
import type { Reaction } from '../reading/reaction.ts';
import type { Reading } from '../reading/read-message.ts';
import type { MessageEvent } from '../reading/slack-message.ts';
import { assigneeOptions } from './assign.ts';
import { awayButton, backButton, submitAway } from './away.ts';
import { enterEmailButton, submitEmail } from './email-form.ts';
import { escalateButton } from './escalate-button.ts';
import { escalateCommand } from './escalate-command.ts';
import { submitEscalateForm, submitPickForm } from './escalate-forms.ts';
import { escalateFromHome } from './escalate-from-home.ts';
import { escalateShortcut } from './escalate-shortcut.ts';
import { feedbackButton, submitFeedback } from './feedback.ts';
import { homeChannelChosen, homeFilterChosen, homePageButton } from './home-choices.ts';
import { homeOpened } from './home-opened.ts';
import type {
  BlockAction,
  Command,
  MessageShortcut,
  OptionsRequest,
  Submission,
} from './interactions.ts';
import { leadsHomeButton, leadsListButton } from './leads-buttons.ts';
import { problemTargetOptions } from './link-problem.ts';
import type { Listener, ListenerDeps, OptionsListener, Responder } from './listener.ts';
import { mergeTargetOptions, undoMergeButton } from './merge-ticket.ts';
import { takeInMessage } from './message.ts';
import { moreButton, submitTicketAct, ticketActButton } from './more-actions.ts';
import { destinationOptions } from './move.ts';
import { newRequestButton } from './new-request.ts';
import {
  editReplyButton,
  replyButton,
  savedReplyChosen,
  sendToCustomerShortcut,
  takeBackReplyButton,
  tryReplyAgainButton,
} from './reply-buttons.ts';
import { rerunButton } from './rerun-button.ts';
import { dropTypedReplyButton, sendTypedAnywayButton, sendTypedReply } from './send-typed-reply.ts';
import { submitLeadsForm } from './submit-leads-form.ts';
import { submitReply } from './submit-reply.ts';
import {
  claimButton,
  moveButton,
  notSolvedButton,
  reopenButton,
  resolveButton,
} from './ticket-buttons.ts';
import { ticketReaction } from './ticket-reaction.ts';
import { tryAsCustomerButton } from './try-as-customer.ts';
import { takeInAgentsMessage } from './typed-reply.ts';
import { makeTicketButton, nothingToDoButton } from './unanswered-buttons.ts';
import { submitUpdateAll, updateAllButton } from './update-all.ts';

type Handle<Interaction> = (interaction: Interaction, responder: Responder) => Promise<void>;

/** Who handles what, by the name that it carries; a name that is not here is nobody's. */
export type Listeners = {
  message(reading: Reading): Promise<void>;
  /** What is written in any channel, as Slack says it: it concerns those of the agents. */
  agentsMessage(event: MessageEvent): Promise<void>;
  sendTypedReply(job: { id: string }): Promise<void>;
  homeOpened(opened: { team: string; user: string }): Promise<void>;
  /** Somebody put `:ticket:` on a message. */
  ticketReaction(reaction: Reaction): Promise<void>;
  commands: ReadonlyMap<string, Handle<Command>>;
  shortcuts: ReadonlyMap<string, Handle<MessageShortcut>>;
  actions: ReadonlyMap<string, Handle<BlockAction>>;
  forms: ReadonlyMap<string, Handle<Submission>>;
  options: ReadonlyMap<string, (request: OptionsRequest) => Promise<PlainTextOption[]>>;
};

/** Registers each listener by the name that it handles. */
export function createListeners(deps: ListenerDeps): Listeners {
  return {
    message: (reading) => takeInMessage(reading, deps),
    agentsMessage: (event) => takeInAgentsMessage(event, deps),
    sendTypedReply: (job) => sendTypedReply(job, deps),
    homeOpened: (opened) => homeOpened(opened, deps),
    ticketReaction: (reaction) => ticketReaction(reaction, deps),
    commands: new Map([['/escalate', withDeps(escalateCommand)]]),
    shortcuts: new Map([
      [ESCALATE_MESSAGE, withDeps(escalateShortcut)],
      [SEND_TO_CUSTOMER, withDeps(sendToCustomerShortcut)],
    ]),
    actions: new Map([
      [ESCALATE, withDeps(escalateButton)],
      [ESCALATE_HOME, withDeps(escalateFromHome)],
      [SET_AWAY, withDeps(awayButton)],
      [BACK_AGAIN, withDeps(backButton)],
      [HOME_FILTER, withDeps(homeFilterChosen)],
      [HOME_CHANNEL, withDeps(homeChannelChosen)],
      [HOME_PAGE, withDeps(homePageButton)],
      [NEW_REQUEST, withDeps(newRequestButton)],
      [ENTER_EMAIL, withDeps(enterEmailButton)],
      [CLAIM_TICKET, withDeps(claimButton)],
      [REPLY, withDeps(replyButton)],
      [EDIT_REPLY, withDeps(editReplyButton)],
      [TAKE_BACK_REPLY, withDeps(takeBackReplyButton)],
      [TRY_REPLY_AGAIN, withDeps(tryReplyAgainButton)],
      [SEND_TYPED_ANYWAY, withDeps(sendTypedAnywayButton)],
      [DROP_TYPED_REPLY, withDeps(dropTypedReplyButton)],
      [SAVED_REPLY, withDeps(savedReplyChosen)],
      [MOVE_TICKET, withDeps(moveButton)],
      [RESOLVE_TICKET, withDeps(resolveButton)],
      [REOPEN_TICKET, withDeps(reopenButton)],
      [UNDO_MERGE, withDeps(undoMergeButton)],
      [UPDATE_ALL, withDeps(updateAllButton)],
      [MORE_ACTIONS, withDeps(moreButton)],
      [TICKET_ACT, withDeps(ticketActButton)],
      [NOT_SOLVED, withDeps(notSolvedButton)],
      [FEEDBACK, withDeps(feedbackButton)],
      [LEADS_HOME, withDeps(leadsHomeButton)],
      [LEADS_LIST, withDeps(leadsListButton)],
      [RERUN_JOBS, withDeps(rerunButton)],
      [MAKE_TICKET, withDeps(makeTicketButton)],
      [NOTHING_TO_DO, withDeps(nothingToDoButton)],
      [TRY_AS_CUSTOMER, withDeps(tryAsCustomerButton)],
    ]),
    forms: new Map([
      [ESCALATE_FORM, withDeps(submitEscalateForm)],
      [PICK_FORM, withDeps(submitPickForm)],
      [EMAIL_FORM, withDeps(submitEmail)],
      [REPLY_FORM, withDeps(submitReply)],
      [AWAY_FORM, withDeps(submitAway)],
      [FEEDBACK_FORM, withDeps(submitFeedback)],
      [TICKET_ACT, withDeps(submitTicketAct)],
      [LEADS_FORM, withDeps(submitLeadsForm)],
      [UPDATE_ALL, withDeps(submitUpdateAll)],
    ]),
    options: new Map([
      [ASSIGNEE, withOptionsDeps(assigneeOptions)],
      [DESTINATION, withOptionsDeps(destinationOptions)],
      [MERGE_TARGET, withOptionsDeps(mergeTargetOptions)],
      [PROBLEM_TARGET, withOptionsDeps(problemTargetOptions)],
    ]),
  };

  function withDeps<Interaction>(listener: Listener<Interaction>): Handle<Interaction> {
    return (interaction, responder) => listener(interaction, responder, deps);
  }

  function withOptionsDeps(listener: OptionsListener) {
    return (request: OptionsRequest) => listener(request, deps);
  }
}
