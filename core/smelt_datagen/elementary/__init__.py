"""Elementary functions with the same bits on every machine.

NumPy picks its kernels of ``exp``, ``log`` and ``cos`` by CPU, and they differ in the last bits.
Here are only operations that IEEE 754 rounds exactly (+ - * / and sqrt, each a ufunc call of its
own, so that nothing is fused or reassociated), comparisons, and integer operations on the bits. The
result for an element depends on that element alone: not on the array's length, nor on the element's
position or alignment. No input array is changed.

`exp`, `log`, `cos` and `sin` follow fdlibm (e_exp.c, e_log.c, e_rem_pio2.c, k_cos.c, k_sin.c):

    Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
    Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and
    distribute this software is freely granted, provided that this notice is preserved.

`normal_quantile` follows M. J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal
Distribution", Applied Statistics 37 (1988), pages 477-484.
"""

from smelt_datagen.elementary.circular import cos as cos
from smelt_datagen.elementary.circular import sin as sin
from smelt_datagen.elementary.exponential import exp as exp
from smelt_datagen.elementary.exponential import log as log
from smelt_datagen.elementary.normal import normal_quantile as normal_quantile
from smelt_datagen.elementary.normal_cdf import normal_cdf as normal_cdf
