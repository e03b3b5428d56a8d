import type {
  ActionsBlock,
  AlertBlock,
  Button,
  ChannelsSelect,
  Checkboxes,
  ContainerBlock,
  ContextActionsBlock,
  ContextBlock,
  ConversationsSelect,
  Datepicker,
  DateTimepicker,
  DividerBlock,
  EmailInput,
  ExternalSelect,
  FileInput,
  HeaderBlock,
  ImageBlock,
  ImageElement,
  InputBlock,
  MarkdownBlock,
  MultiStaticSelect,
  NumberInput,
  Overflow,
  PlainTextInput,
  PlainTextOption,
  RadioButtons,
  RichTextBlock,
  RichTextInput,
  SectionBlock,
  StaticSelect,
  TableBlock,
  TextObject,
  Timepicker,
  URLInput,
  UsersSelect,
} from '@slack/types';

/** A block that the page renders: Slack's types, without the blocks and elements that no bot here uses. */
export type Block =
  | Actions
  | AlertBlock
  | Container
  | ContextActionsBlock
  | ContextBlock
  | DividerBlock
  | HeaderBlock
  | ImageBlock
  | Input
  | MarkdownBlock
  | RichTextBlock
  | Section
  | Table;

export type Section = Omit<SectionBlock, 'accessory'> & {
  accessory?: ImageElement | ActionElement;
};
export type Container = Omit<ContainerBlock, 'child_blocks'> & { child_blocks: Block[] };
type Actions = Omit<ActionsBlock, 'elements'> & { elements: ActionElement[] };
export type Input = Omit<InputBlock, 'element'> & { element: FieldElement };

/** `@slack/types` has no `null`, which Slack takes for a column with its default settings. */
export type Table = Omit<TableBlock, 'column_settings'> & {
  column_settings?: (ColumnSettings | null)[];
};
export type ColumnSettings = NonNullable<TableBlock['column_settings']>[number];

/** An element of an actions block, or the accessory of a section. */
export type ActionElement = Button | Overflow | ChoiceElement;
/** An element with a value: all that an input block can have. */
export type FieldElement = TextInput | FileInput | ChoiceElement;

/** `@slack/types` has a union of two options where this is one option with either kind of text. */
export type Option = Omit<PlainTextOption, 'text'> & { text: TextObject };
export type Radio = Omit<RadioButtons, 'options' | 'initial_option'> & {
  options: Option[];
  initial_option?: Option;
};
type Ticks = Omit<Checkboxes, 'options' | 'initial_options'> & {
  options: Option[];
  initial_options?: Option[];
};

/** A menu from which one option is chosen. */
export type SelectElement = StaticSelect | UsersSelect | ChannelsSelect | ConversationsSelect;
/** An element with any number of ticked options. */
export type TickElement = MultiStaticSelect | Ticks;
export type TimeElement = Datepicker | Timepicker;
export type DateTimeElement = DateTimepicker;
export type ChoiceElement =
  | SelectElement
  | ExternalSelect
  | TickElement
  | Radio
  | TimeElement
  | DateTimeElement;
export type TextInput = PlainTextInput | EmailInput | URLInput | NumberInput | RichTextInput;
