/* What registering with GIMP 2.10 and running in it need, beside pixels. */
#include <libgimp/gimp.h>
