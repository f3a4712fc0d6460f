"""The story in its order."""

from . import (a_setting, b_legacy, c_shadow, d_arming, e_aborting, f_going_live, g_living, h_rolling_back, i_again, j_sealing,
               k_retiring, l_proving)

CHAPTERS = (a_setting, b_legacy, c_shadow, d_arming, e_aborting, f_going_live, g_living, h_rolling_back, i_again, j_sealing,
            k_retiring, l_proving)
