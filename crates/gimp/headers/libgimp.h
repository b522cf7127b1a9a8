/* What running in GIMP 2.10 needs, from libgimp and the libraries it brings (GEGL, babl, GLib). */
#include <libgimp/gimp.h>
#include <gegl.h>
#include <babl/babl.h>
