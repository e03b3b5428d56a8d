/** Names that travel through Slack and back: of buttons, selects, shortcuts and forms. */
export const ESCALATE = 'escalate';
export const ESCALATE_HOME = 'escalate_home';
export const NEW_REQUEST = 'new_request';
export const ENTER_EMAIL = 'enter_email';
export const MOVE_TICKET = 'move_ticket';
export const NOT_SOLVED = 'not_solved';
export const REOPEN_TICKET = 'reopen_ticket';
export const RESOLVE_TICKET = 'resolve_ticket';
export const UNDO_MERGE = 'undo_merge';
export const MERGE_TARGET = 'merge_target';
export const SPLIT_MESSAGES = 'split_messages';
export const CLAIM_TICKET = 'claim_ticket';
export const MORE_ACTIONS = 'more_actions';
export const TICKET_ACT = 'ticket_act';
export const ASSIGNEE = 'assignee';
export const DESTINATION = 'destination';
export const MOVE_REASON = 'move_reason';
export const TAKE_NOTES = 'take_notes';
export const REPLY = 'reply';
export const EDIT_REPLY = 'edit_reply';
export const TAKE_BACK_REPLY = 'take_back_reply';
export const TRY_REPLY_AGAIN = 'try_reply_again';
export const SAVED_REPLY = 'saved_reply';
export const REPLY_PLACE = 'reply_place';
export const REPLY_FILES = 'reply_files';
export const SEND_TO_CUSTOMER = 'send_to_customer';
export const RERUN_JOBS = 'rerun_jobs';
export const TRY_AS_CUSTOMER = 'try_as_customer';
export const ESCALATE_MESSAGE = 'escalate_message';
export const EMAIL_FORM = 'email_form';
export const ESCALATE_FORM = 'escalate_form';
export const PICK_FORM = 'pick_form';
export const REPLY_FORM = 'reply_form';

/** The input of a form, in its block and as its action. */
export const ANSWER = 'answer';
