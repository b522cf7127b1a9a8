/* Pixels and their colours, in every GIMP: GEGL, babl, GLib and libgimpcolor. */
#include <libgimp/gimp.h>
#include <gegl.h>
#include <babl/babl.h>
