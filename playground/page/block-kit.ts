/** A block of a message, a form or the App Home. @see https://docs.slack.dev/reference/block-kit/blocks */
export type Block =
  | Section
  | { type: 'header'; block_id?: Id; text: PlainText }
  | { type: 'divider'; block_id?: Id }
  | { type: 'context'; block_id?: Id; elements: readonly (ImageElement | Text)[] }
  | { type: 'actions'; block_id?: Id; elements: readonly ActionElement[] }
  | InputBlock
  | ImageBlock
  | RichText
  | Table
  | { type: 'markdown'; block_id?: Id; text: string };

type Id = string | undefined;
type Flag = boolean | undefined;

export type PlainText = { type: 'plain_text'; text: string; emoji?: Flag };
export type MrkdwnText = { type: 'mrkdwn'; text: string; verbatim?: Flag };
export type Text = PlainText | MrkdwnText;

export type ImageElement = { type: 'image'; image_url: string; alt_text: string };

export type ImageBlock = ImageElement & { block_id?: Id; title?: PlainText | undefined };

export type Section = {
  type: 'section';
  block_id?: Id;
  text?: Text | undefined;
  fields?: readonly Text[] | undefined;
  accessory?: ImageElement | ActionElement | undefined;
  expand?: Flag;
};

export type InputBlock = {
  type: 'input';
  block_id?: Id;
  label: PlainText;
  element: FieldElement;
  hint?: PlainText | undefined;
  optional?: Flag;
  dispatch_action?: Flag;
};

/** What can stand in an actions block or beside a section. */
export type ActionElement = Button | Overflow | ChoiceElement;
/** What holds a value: all that can stand in an input block. */
export type FieldElement = TextInput | ChoiceElement;

export type Button = {
  type: 'button';
  action_id?: Id;
  text: PlainText;
  value?: string | undefined;
  url?: string | undefined;
  style?: Style;
  confirm?: Confirm | undefined;
  accessibility_label?: string | undefined;
};

type Style = 'primary' | 'danger' | undefined;

export type Overflow = {
  type: 'overflow';
  action_id?: Id;
  options: readonly Option[];
  confirm?: Confirm | undefined;
};

export type Option = {
  text: Text;
  value: string;
  description?: Text | undefined;
  url?: string | undefined;
};

export type OptionGroup = { label: PlainText; options: readonly Option[] };

/** What Slack asks before it takes a click seriously. */
export type Confirm = {
  title?: PlainText | undefined;
  text: Text;
  confirm?: PlainText | undefined;
  deny?: PlainText | undefined;
  style?: Style;
};

type Choice = { action_id?: Id; confirm?: Confirm | undefined; focus_on_load?: Flag };
type Picker = Choice & { placeholder?: PlainText | undefined };
type Options = {
  options?: readonly Option[] | undefined;
  option_groups?: readonly OptionGroup[] | undefined;
};
type Initial<Key extends string, Value = string> = { [K in Key]?: Value | undefined };

/** Where one thing is picked from a list that opens. */
export type SelectElement = Picker &
  (
    | (Options & { type: 'static_select' } & Initial<'initial_option', Option>)
    | ({ type: 'users_select' } & Initial<'initial_user'>)
    | ({ type: 'channels_select' } & Initial<'initial_channel'>)
    | ({ type: 'conversations_select' } & Initial<'initial_conversation'>)
  );

/** Where any number of things are ticked. */
export type TickElement =
  | (Picker &
      Options & { type: 'multi_static_select'; max_selected_items?: number | undefined } & Initial<
        'initial_options',
        readonly Option[]
      >)
  | (Choice & { type: 'checkboxes'; options: readonly Option[] } & Initial<
        'initial_options',
        readonly Option[]
      >);

export type RadioElement = Choice & {
  type: 'radio_buttons';
  options: readonly Option[];
} & Initial<'initial_option', Option>;

export type TimeElement = Picker &
  (
    | ({ type: 'datepicker' } & Initial<'initial_date'>)
    | ({ type: 'timepicker' } & Initial<'initial_time'>)
  );

export type ChoiceElement = SelectElement | TickElement | RadioElement | TimeElement;

type Typed = {
  action_id?: Id;
  placeholder?: PlainText | undefined;
  focus_on_load?: Flag;
  initial_value?: string | undefined;
  dispatch_action_config?:
    | { trigger_actions_on: readonly ('on_enter_pressed' | 'on_character_entered')[] }
    | undefined;
};

export type TextInput = Typed &
  (
    | { type: 'plain_text_input'; multiline?: Flag }
    | { type: 'email_text_input' }
    | { type: 'url_text_input' }
    | { type: 'number_input'; is_decimal_allowed: boolean }
  );

type InlineStyle =
  | { bold?: Flag; italic?: Flag; strike?: Flag; code?: Flag; underline?: Flag }
  | undefined;

/** A piece of a line of rich text. */
export type RichInline = { style?: InlineStyle } & (
  | { type: 'text'; text: string }
  | { type: 'link'; url: string; text?: string | undefined }
  | { type: 'user'; user_id: string }
  | { type: 'channel'; channel_id: string }
  | { type: 'usergroup'; usergroup_id: string }
  | { type: 'team'; team_id: string }
  | { type: 'broadcast'; range: 'here' | 'channel' | 'everyone' }
  | { type: 'emoji'; name: string; unicode?: string | undefined }
  | ({ type: 'date'; timestamp: number; format: string } & {
      url?: string | undefined;
      fallback?: string | undefined;
    })
  | { type: 'color'; value: string }
);

export type RichSection = { type: 'rich_text_section'; elements: readonly RichInline[] };

export type RichPart =
  | RichSection
  | {
      type: 'rich_text_list';
      elements: readonly RichSection[];
      style: 'bullet' | 'ordered';
      indent?: number | undefined;
      offset?: number | undefined;
    }
  | { type: 'rich_text_quote'; elements: readonly RichInline[] }
  | { type: 'rich_text_preformatted'; elements: readonly RichInline[] };

export type RichText = { type: 'rich_text'; block_id?: Id; elements: readonly RichPart[] };

export type Cell =
  | { type: 'raw_text'; text: string }
  | { type: 'raw_number'; value: number; text: string }
  | RichText;

export type Table = {
  type: 'table';
  block_id?: Id;
  rows: readonly (readonly Cell[])[];
  column_settings?:
    | readonly ({
        align?: 'left' | 'center' | 'right' | undefined;
        is_wrapped?: Flag;
      } | null)[]
    | undefined;
};
