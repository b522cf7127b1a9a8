"""Chromadot for Krita: layers, selection and controls; the colours come from a worker process."""

from krita import DockWidgetFactory, DockWidgetFactoryBase, Krita

_session = None


def the_session():
    """The one session of this Krita, made when first asked for."""
    global _session
    if _session is None:
        from .session import Session

        _session = Session(Krita.instance())
    return _session


def register():
    """Tells Krita of the menu entry and the docker."""
    from .docker import Docker
    from .extension import ChromadotExtension

    host = Krita.instance()
    host.addExtension(ChromadotExtension(host))
    right = DockWidgetFactoryBase.DockPosition.DockRight
    host.addDockWidgetFactory(DockWidgetFactory("chromadot_docker", right, Docker))


register()
