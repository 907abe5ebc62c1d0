"""The style sheet, built from the tokens."""

from __future__ import annotations

import re

from paretoscope_gui.theme.icons import RESOURCES
from paretoscope_gui.theme.tokens import FONTS, LIGHT, MONO, RADIUS, RADIUS_SMALL, SIZES, Colours


def style_sheet(c: Colours, scale: float) -> str:
    """The application's style sheet for a colour set and a size."""
    values: dict[str, object] = c._asdict()
    values |= {f"f_{k}": f"{v * scale:.1f}px" for k, v in SIZES.items()}
    values |= {f"h{n}": f"{round(n * scale)}px" for n in (16, 18, 20, 24, 28, 32, 36, 40)}
    values |= {f"paper_{k}": getattr(LIGHT, k) for k in ("surface", "text", "accent")}  # a report is printed on white
    knob = round(14 * scale)
    values |= {"knob": f"{knob}px", "knob_over": f"{(knob - 2) // 2}px", "knob_round": f"{(knob + 2) // 2}px"}
    values |= {"r": f"{RADIUS}px", "rs": f"{RADIUS_SMALL}px", "controls": (RESOURCES / "controls").as_posix()}
    values |= {"fonts": ", ".join(f'"{f}"' for f in FONTS), "mono": ", ".join(f'"{f}"' for f in MONO)}
    text = "\n".join((_BASE, _BUTTONS, _INPUTS, _FRAMES, _VIEWS, _BARS))
    return re.sub(r"@(\w+)", lambda found: str(values[found[1]]), text)


_BASE = """
QMainWindow, QDialog, QWidget#page, QWidget#window { background: @window; }
QScrollArea, QScrollArea > QWidget > QWidget#content, QStackedWidget { background: transparent; border: 0; }
QLabel { background: transparent; }
QPushButton, QCheckBox, QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit, QTextEdit, QTabBar, QMenuBar,
QMenu, QTableView { font-size: @f_body; }
QLabel[role="caption"] { font-size: @f_caption; color: @dim; }
QLabel[role="eyebrow"] { font-size: @f_caption; font-weight: 600; color: @dim; }
QLabel[role="soft"] { color: @soft; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="title"] { font-size: @f_title; font-weight: 600; }
QLabel[role="headline"] { font-size: @f_headline; font-weight: 700; }
QLabel[role="display"] { font-size: @f_display; font-weight: 700; }
QLabel[role="group"] { font-size: @f_caption; font-weight: 700; color: @accent; letter-spacing: 0.4px; }
QLabel[role="mono"] { font-family: @mono; font-size: @f_caption; color: @soft; }
QLabel[role="good"] { color: @good; }
QLabel[role="warn"] { color: @warn; }
QLabel[role="bad"] { color: @bad; }
QToolTip { background: @surface; color: @text; border: 1px solid @edge; padding: 0 2px; font-size: @f_body; }
"""
_BUTTONS = """
QPushButton { background: @surface; color: @text; border: 1px solid @edge; border-radius: @rs;
  padding: 5px 13px; min-height: @h20; font-weight: 500; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @sunken; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 12px; }
QPushButton:disabled { color: @dim; border-color: @border; background: @window; }
QPushButton[kind="primary"] { background: @accent; color: @on_accent; border-color: @accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
QPushButton[kind="primary"]:disabled { background: @sunken; color: @dim; border-color: @border; }
QPushButton[kind="danger"] { color: @bad; border-color: @bad; font-weight: 600; }
QPushButton[kind="danger"]:hover { background: @bad_tint; }
QPushButton[kind="danger"]:focus { border: 2px solid @bad; }
QPushButton[kind="ghost"], QToolButton { background: transparent; border: 1px solid transparent; color: @soft;
  border-radius: @rs; padding: 4px 8px; }
QPushButton[kind="ghost"]:hover, QToolButton:hover { background: @sunken; color: @text; }
QPushButton[kind="ghost"]:focus, QToolButton:focus { border: 2px solid @accent; padding: 3px 7px; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: @accent; padding: 2px 0;
  text-align: left; min-height: 0; font-weight: 500; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 1px solid @accent; border-radius: 4px; }
QToolButton { padding: 4px; }
QToolButton:focus { padding: 3px; }
QToolButton:disabled { color: @dim; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="segment"] { background: transparent; border: 1px solid transparent; color: @soft; padding: 3px 11px;
  border-radius: 5px; font-weight: 500; }
QPushButton[kind="segment"]:hover { color: @text; }
QPushButton[kind="segment"]:checked { background: @surface; color: @text; border-color: @border; font-weight: 600; }
QPushButton[kind="segment"]:focus { border: 2px solid @accent; padding: 2px 10px; }
QPushButton[kind="chip"] { background: @surface; border: 1px solid @edge; color: @soft; border-radius: 11px;
  padding: 2px 11px; min-height: @h18; font-size: @f_caption; font-weight: 500; }
QPushButton[kind="chip"]:hover { color: @text; background: @hover; }
QPushButton[kind="chip"]:checked { background: @accent_tint; border-color: @accent; color: @accent; font-weight: 600; }
QPushButton[kind="chip"]:focus { border: 2px solid @accent; padding: 1px 10px; }
QPushButton[kind="rail"] { background: transparent; border: 0; }
"""
_INPUTS = """
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit, QTextEdit { background: @surface; color: @text;
  border: 1px solid @edge; border-radius: @rs; padding: 4px 9px; min-height: @h20; selection-background-color: @accent;
  selection-color: @on_accent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border: 2px solid @accent; padding: 3px 8px; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { background: @window; color: @dim;
  border-color: @border; }
QLineEdit[invalid="true"], QSpinBox[invalid="true"], QDoubleSpinBox[invalid="true"] { border: 2px solid @bad;
  padding: 3px 8px; }
QSpinBox, QDoubleSpinBox { padding-right: 22px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right;
  width: 20px; border: 0; margin: 2px 2px 0 0; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right;
  width: 20px; border: 0; margin: 0 2px 2px 0; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(@controls/up-@name.svg); width: 11px; height: 11px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(@controls/down-@name.svg); width: 11px; height: 11px; }
QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: center right; width: 24px; border: 0; }
QComboBox::down-arrow { image: url(@controls/down-@name.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; border-radius: 4px; padding: 4px;
  outline: 0; selection-background-color: @accent_tint; selection-color: @text; }
QCheckBox { spacing: 8px; background: transparent; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus { border: 1px solid @accent; }
QCheckBox::indicator { width: @h16; height: @h16; border: 1px solid @edge; border-radius: 4px; background: @surface; }
QCheckBox::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@controls/check-@name.svg); }
QCheckBox::indicator:disabled { background: @sunken; border-color: @border; }
QCheckBox:disabled { color: @dim; }
QSlider { background: transparent; min-height: @h24; }
QSlider::groove:horizontal { height: 4px; background: @sunken; border-radius: 2px; border: 1px solid @border; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { width: @knob; height: @knob; margin: -@knob_over 0; border-radius: @knob_round;
  background: @surface; border: 1px solid @edge; }
QSlider::handle:horizontal:hover { border-color: @accent; }
QSlider:focus { border: 0; }
QSlider::handle:horizontal:focus { border: 3px solid @accent; }
QProgressBar { background: @sunken; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px;
  color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
"""
_FRAMES = """
QFrame[card="true"] { background: @surface; border: 1px solid @border; border-radius: @r; }
QFrame[card="sunken"] { background: @sunken; border: 0; border-radius: @r; }
QFrame[card="clickable"] { background: @surface; border: 1px solid @border; border-radius: @r; }
QFrame[card="clickable"]:hover { border-color: @edge; background: @hover; }
QFrame[card="clickable"]:focus { border: 2px solid @accent; }
QFrame[tone="good"] { background: @good_tint; border: 0; border-radius: @r; }
QFrame[tone="warn"] { background: @warn_tint; border: 0; border-radius: @r; }
QFrame[tone="bad"] { background: @bad_tint; border: 0; border-radius: @r; }
QFrame[tone="info"] { background: @accent_tint; border: 0; border-radius: @r; }
QLabel[tag] { border-radius: 9px; padding: 2px 9px; font-size: @f_caption; font-weight: 600; }
QLabel[tag="plain"] { background: @sunken; color: @soft; font-weight: 400; }
QLabel[tag="good"] { background: @good_tint; color: @good; }
QLabel[tag="warn"] { background: @warn_tint; color: @warn; }
QLabel[tag="bad"] { background: @bad_tint; color: @bad; }
QLabel[tag="key"] { background: @sunken; color: @soft; border: 1px solid @border; border-radius: 5px;
  padding: 1px 7px; font-weight: 500; }
QLabel[tag="accent"] { background: @accent_tint; color: @accent; }
QFrame[segments="true"] { background: @sunken; border-radius: 7px; }
QFrame[line="true"] { background: @border; border: 0; max-height: 1px; min-height: 1px; }
QFrame[line="vertical"] { background: @border; border: 0; max-width: 1px; min-width: 1px; }
QFrame#rail { background: @surface; border: 0; border-right: 1px solid @border; }
QFrame#strip { background: @surface; border: 0; border-bottom: 1px solid @border; }
QFrame#side { background: @surface; border: 0; border-left: 1px solid @border; }
QFrame#browser { background: @surface; border: 0; border-right: 1px solid @border; }
QFrame#tabs { background: @window; border: 0; border-bottom: 1px solid @border; }
QFrame#guide { background: @surface; border: 0; border-bottom: 1px solid @border; }
QFrame#footer { background: @surface; border: 0; border-top: 1px solid @border; }
QFrame#paletteBox { background: @surface; border: 1px solid @edge; border-radius: 10px; }
"""
_VIEWS = """
QAbstractItemView { background: @surface; border: 0; outline: 0; selection-background-color: @accent_tint;
  selection-color: @text; }
QTableView { gridline-color: transparent; border: 2px solid transparent; border-radius: 4px;
  alternate-background-color: @surface; }
QTableView:focus { border-color: @accent; }
QTableView::item { padding: 4px 8px; border-bottom: 1px solid @border; }
QTableView::item:selected { background: @accent_tint; color: @text; }
QHeaderView { background: @surface; border: 0; }
QHeaderView::section { background: @surface; color: @dim; border: 0; border-bottom: 1px solid @edge; padding: 6px 11px;
  font-size: @f_caption; font-weight: 600; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QTableCornerButton::section { background: @surface; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QTextBrowser#paper { background: @paper_surface; color: @paper_text; border: 2px solid transparent; border-radius: 8px;
  padding: 12px 20px; selection-background-color: @paper_accent; }
QTextBrowser#paper:focus { border-color: @paper_accent; }
QTabBar::tab { background: transparent; color: @soft; padding: 6px 12px; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:focus { color: @accent; }
QTabWidget::pane { border: 0; border-top: 1px solid @border; }
"""
_BARS = """
QMenuBar { background: @surface; color: @soft; border-bottom: 1px solid @border; padding: 1px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @sunken; color: @text; }
QMenu { background: @surface; border: 1px solid @border; padding: 5px; border-radius: 6px; }
QMenu::item { padding: 5px 28px 5px 28px; border-radius: 4px; }
QMenu::indicator { width: 14px; height: 14px; left: 7px; image: none; }
QMenu::indicator:checked { image: url(@controls/tick-@name.svg); }
QMenu::right-arrow { image: url(@controls/right-@name.svg); width: 12px; height: 12px; right: 8px; }
QMenu::item:selected { background: @accent_tint; color: @text; }
QMenu::item:disabled { color: @dim; }
QMenu::separator { height: 1px; background: @border; margin: 5px 8px; }
QStatusBar { background: @surface; border-top: 1px solid @border; color: @dim; font-size: @f_caption;
  min-height: @h24; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: @dim; font-size: @f_caption; padding: 0 8px; }
"""
