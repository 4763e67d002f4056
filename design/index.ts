export { Button, type ButtonProps, IconButton, type IconButtonProps } from './actions/button.tsx'
export { KeyHint } from './actions/key-hint.tsx'
export {
  ProgressBar,
  type ProgressBarProps,
  Sparkline,
  type SparklineProps,
  SplitBar,
  type SplitBarProps,
} from './charts/progress.tsx'
export { classNames } from './class-names.ts'
export {
  Checkbox,
  type CheckboxProps,
  Scale,
  type ScaleProps,
  SegmentedControl,
  type SegmentedControlProps,
} from './fields/choices.tsx'
export { DateField, type DateFieldProps, MomentField, type MomentFieldProps } from './fields/date-field.tsx'
export type { FieldProps } from './fields/field-props.ts'
export { FieldRow, Form, type FormProps } from './fields/form.tsx'
export { NumberField, type NumberFieldProps } from './fields/number-field.tsx'
export {
  type Choice,
  MultiSelect,
  type MultiSelectProps,
  SelectField,
  type SelectFieldProps,
} from './fields/select-field.tsx'
export { TextArea, type TextAreaProps, TextField, type TextFieldProps } from './fields/text-field.tsx'
export { Link, type LinkComponent, type LinkProps } from './link.tsx'
export { type BoardColumn } from './lists/board-column.tsx'
export { BoardColumns, type BoardColumnsProps } from './lists/board-columns.tsx'
export { GroupedList, type GroupedListProps, type ListGroup, type ListHandle } from './lists/grouped-list.tsx'
export { FilterMenu, type FilterMenuProps, ListTools } from './lists/list-tools.tsx'
export type { BoardMove } from './lists/board-moves.ts'
export type { ListCommand } from './lists/use-selection.ts'
export { VirtualList, type VirtualListProps } from './lists/virtual-list.tsx'
export { type Column, type Sort, VirtualTable, type VirtualTableProps } from './lists/virtual-table.tsx'
export { Avatar, AvatarGroup, type AvatarProps, OwnerPair, type OwnerPairProps, type Person } from './marks/avatar.tsx'
export { Chip, type ChipProps, type Tone } from './marks/chip.tsx'
export { RecordChip, type RecordChipProps } from './marks/record-chip.tsx'
export { JointMark, SideMark, type SideMarkProps } from './marks/side-mark.tsx'
export { type Side, SIDE_WORDS, SIDES } from './marks/side.ts'
export { SignOffMarks, type SignOffMarksProps, type SignOffState } from './marks/sign-off-marks.tsx'
export { type Status, StatusMark } from './marks/status-mark.tsx'
export { Dialog, type DialogProps, Drawer, type DrawerProps } from './overlays/dialog.tsx'
export { Menu, type MenuItem, type MenuProps } from './overlays/menu.tsx'
export { Picker, type PickerChoice, type PickerProps } from './overlays/picker.tsx'
export { Tabs, type TabsProps } from './overlays/tabs.tsx'
export { toast, Toasts, undoLast } from './overlays/toasts.tsx'
export { Tooltip, type TooltipProps } from './overlays/tooltip.tsx'
export { type Property, PropertyList, Stat, type StatProps } from './page/figures.tsx'
export { type LineNode, type LineStep, LineSteps, LineStroke, type LineStrokeProps } from './page/line-stroke.tsx'
export { Logo } from './page/logo.tsx'
export {
  Aside,
  Card,
  Grid,
  Page,
  PageHead,
  type PageHeadProps,
  Panel,
  type PanelProps,
  Row,
  Stack,
} from './page/page.tsx'
export {
  EmptyState,
  type EmptyStateProps,
  ErrorState,
  type ErrorStateProps,
  LoadingState,
  type LoadingStateProps,
  NothingFits,
} from './page/states.tsx'
export { Pictures } from './page/pictures.tsx'
export { AsidePart, RecordPage, type RecordPageProps } from './page/record-page.tsx'
export { DesignProvider } from './provider.tsx'
export { DiffText } from './text/diff-text.tsx'
export { InlineEdit, type InlineEditProps } from './text/inline-edit.tsx'
export type { MarkdownTextProps } from './text/markdown-parsed.tsx'
export { MarkdownText } from './text/markdown-text.tsx'
export { recordKeysIn } from './text/tokens.ts'
