/* What registering with GIMP 3 and running in it need, beside pixels. */
#include <libgimp/gimp.h>
