/* What the dialog in GIMP 3 needs, from libgimpui and the libraries it brings (GTK 3). */
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>
