"""The pages, one file each; see paretoscope_gui.contract."""
