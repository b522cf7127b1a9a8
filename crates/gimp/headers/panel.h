/* What a small window that stays open needs, in every GIMP: the same parts of GTK 2 and 3, and libgimpui. */
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>
