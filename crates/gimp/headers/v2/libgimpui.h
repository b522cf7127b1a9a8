/* What the dialog in GIMP 2.10 needs, from libgimpui and the libraries it brings (GTK 2). */
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>
